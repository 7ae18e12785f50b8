"""The stamps that were made before there was a stamp log are its first lines."""

from django.db import migrations


def begin(apps, schema_editor):
    # today's code, not a copy: it writes a file whose format it must share with what reads it
    from evidence.timestamps.stamp_log import stamp_fields, stamp_log

    stamps = apps.get_model("evidence", "Timestamp").objects.order_by("sequence", "pk")
    if not stamps.exists():
        return
    with stamp_log().locked() as log:
        if log.last is None:  # else this was begun already, and undone in the database only
            for stamp in stamps.iterator():
                log.append(**stamp_fields(stamp.sequence, stamp.digest, stamp))


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
