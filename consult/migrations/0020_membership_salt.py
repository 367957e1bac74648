from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consult', '0019_ballots_grouped'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='salt',
            field=models.CharField(blank=True, db_default='', default='', max_length=32),
        ),
    ]
