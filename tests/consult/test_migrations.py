"""A migration can run while the code before it still serves: whatever that code writes, the new schema takes."""

from typing import Any, Final

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from consult.discussion.models import PostVersion
from tests.cast import Scene, Someone

BEFORE: Final = ("consult", "0001_initial")


@pytest.fixture
def before(db: None) -> Apps:
    """The models as the code before knew them."""
    return MigrationExecutor(connection).loader.project_state(BEFORE).apps


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_the_code_before_still_writes_what_people_say(before: Apps, lively: Scene, siti: Someone) -> None:
    now = PostVersion.objects.get(post=siti.posts("Setuju.", on=lively.clause("Pasal 3")))
    old: Any = before.get_model("consult", "PostVersion")
    fields = {field.attname: getattr(now, field.attname) for field in old._meta.concrete_fields if not field.primary_key}

    written = old.objects.create(**fields | {"number": 2, "status": "superseded"})

    assert "language" not in fields
    assert PostVersion.objects.get(pk=written.pk).language == ""


@pytest.mark.sqlite
@pytest.mark.postgresql
def test_no_new_column_asks_the_code_before_for_a_value(before: Apps) -> None:
    with connection.cursor() as cursor:
        for model in before.get_models():
            known = {field.column for field in model._meta.concrete_fields}
            for column in connection.introspection.get_table_description(cursor, model._meta.db_table):
                assert column.name in known or column.null_ok or column.default is not None, f"{model._meta.db_table}.{column.name}"
