"""The codes that are on their way by mail, sealed."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consult', '0020_membership_salt'),
    ]

    operations = [
        migrations.CreateModel(
            name='CodeMail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('sealed', models.TextField()),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
        ),
    ]
