from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_foreign_price_changes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="exportfiling",
            name="record_number",
            field=models.CharField(
                blank=True, max_length=30, verbose_name="line in the account book"
            ),
        ),
        migrations.AlterField(
            model_name="filing",
            name="record_number",
            field=models.CharField(
                blank=True, max_length=30, verbose_name="line in the account book"
            ),
        ),
        migrations.AlterField(
            model_name="zone",
            name="account_book",
            field=models.CharField(
                blank=True,
                help_text="The account book that parcels are written off from; bonded trade only.",
                max_length=30,
                verbose_name="account book (emsNo)",
            ),
        ),
    ]
