"""Jobs that wait are stored with the path of their function: those whose modules have moved since 0.7 are found under the new one."""

from django.db import migrations

MOVED = (
    ("consult.discussion.jobs_of_revisions.tell_author", "consult.proposals.jobs.tell_author"),
    ("consult.discussion.jobs_of_revisions.tell_placed", "consult.proposals.jobs.tell_placed"),
    ("consult.discussion.reading_files.read_attachments", "consult.discussion.attachment_jobs.read_attachments"),
    ("consult.documents.reading_papers.read_paper", "consult.documents.jobs.read_paper"),
    ("consult.moderation.reporters.tell_reporter", "consult.moderation.flag_mails.tell_reporter"),
)


def forwards(apps, schema_editor):
    rename(apps, schema_editor, MOVED)


def backwards(apps, schema_editor):
    rename(apps, schema_editor, [(new, old) for old, new in MOVED])


def rename(apps, schema_editor, paths):
    jobs = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
    for path, found in paths:
        jobs.filter(task_path=path).update(task_path=found)


class Migration(migrations.Migration):
    dependencies = [
        ("consult", "0022_answered"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
