from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(default=0)),
                ('digest', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('sequence', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('subject', models.CharField(db_index=True, max_length=120)),
                ('kind', models.CharField(max_length=40)),
                ('actor', models.CharField(blank=True, max_length=120)),
                ('at', models.CharField(max_length=32)),
                ('payload', models.TextField()),
                ('payload_digest', models.CharField(max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'verbose_name': 'evidence entry',
                'ordering': ['sequence'],
            },
        ),
        migrations.CreateModel(
            name='Timestamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(db_index=True)),
                ('digest', models.CharField(max_length=64)),
                ('token', models.BinaryField()),
                ('certificates', models.BinaryField()),
                ('authority', models.CharField(max_length=200)),
                ('is_test', models.BooleanField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['sequence', 'pk'],
            },
        ),
    ]
