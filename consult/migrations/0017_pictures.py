"""What stood beside the words of a draft."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consult', '0016_attachments'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='pictures',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
