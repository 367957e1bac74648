"""What every table holds: for tests that say that nothing was changed, or that nothing is left."""

from django.apps import apps

from consult.platform.limits import Counter

Contents = dict[str, list[str]]


def contents() -> Contents:
    """Every row of every table, in an order of its own; but for how often something was refused, which every refusal changes."""
    models = apps.get_models(include_auto_created=True)
    found = {model._meta.db_table: sorted(map(repr, model._base_manager.values_list())) for model in models}
    table = Counter._meta.db_table
    return found | {table: [row for row in found[table] if "_refused:" not in row]}


def counts() -> dict[str, int]:
    """How many rows each table that is not empty has."""
    return {table: len(rows) for table, rows in contents().items() if rows}
