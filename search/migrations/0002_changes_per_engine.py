from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="searchchange",
            name="engine",
            field=models.CharField(max_length=20, default="embedded"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="searchchange",
            index=models.Index(fields=["engine", "id"], name="search_sear_engine_fdc5fd_idx"),
        ),
        migrations.RenameField("searchcursor", "last_change", "version"),
        migrations.AlterField(
            model_name="searchcursor",
            name="engine",
            field=models.CharField(max_length=20, primary_key=True, serialize=False),
        ),
    ]
