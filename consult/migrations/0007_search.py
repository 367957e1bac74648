from django.db import migrations, models

from consult.discussion.search import post_index as discussion
from consult.documents import clause_index as documents
from consult.platform.search.schema import put_up, take_down

INDEXES = [discussion.INDEX, documents.INDEX]


def put_all_up(apps, schema_editor):
    for index in INDEXES:
        put_up(index, schema_editor.connection)


def take_all_down(apps, schema_editor):
    for index in INDEXES:
        take_down(index, schema_editor.connection)


class Migration(migrations.Migration):
    """Rows from before get their words from `manage.py index_words`, which a worker runs when it starts."""

    dependencies = [
        ('consult', '0006_keeping'),
    ]

    operations = [
        migrations.AddField(
            model_name='postversion',
            name='words',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='wording',
            name='words',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.RunPython(put_all_up, take_all_down),
    ]
