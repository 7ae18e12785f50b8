import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_the_samples_variants(apps, schema_editor):
    """Codes printed before: of the goods that stand in their place now."""
    Token, Sample = (apps.get_model("centers", name) for name in ("Token", "Sample"))
    of_sample = Sample.objects.filter(pk=OuterRef("sample")).values("variant")
    Token.objects.exclude(sample=None).update(variant=Subquery(of_sample))


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_initial"),
        ("centers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="variant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tokens",
                to="catalog.variant",
                verbose_name="goods",
            ),
        ),
        migrations.RunPython(name_the_samples_variants, migrations.RunPython.noop, elidable=True),
    ]
