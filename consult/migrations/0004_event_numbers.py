"""Number the events that were told before a consultation counted them, some thousand at a time, so that nobody waits for long."""

from typing import Any

from django.db import migrations, transaction

AT_ONCE = 2_000


def number_events(apps: Any, schema_editor: Any) -> None:
    """Give each event its number among those of its consultation, in the order in which they were told."""
    for consultation in apps.get_model("consult", "Consultation").objects.order_by("created_at").values_list("pk", flat=True):
        while number_some(apps, consultation):
            pass


def number_some(apps: Any, consultation_id: Any) -> int:
    """Number the next events of one consultation, which waits meanwhile; how many there were."""
    Consultation, ThreadEvent = apps.get_model("consult", "Consultation"), apps.get_model("consult", "ThreadEvent")
    with transaction.atomic():
        consultation = Consultation.objects.select_for_update().get(pk=consultation_id)
        events = list(ThreadEvent.objects.filter(thread__consultation=consultation, nth=None).order_by("id")[:AT_ONCE])
        for event in events:
            consultation.last_event += 1
            event.consultation, event.nth = consultation, consultation.last_event
        ThreadEvent.objects.bulk_update(events, ["consultation", "nth"], batch_size=500)
        consultation.save(update_fields=["last_event"])
    return len(events)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("consult", "0003_threads")]

    operations = [migrations.RunPython(number_events, migrations.RunPython.noop, elidable=True)]
