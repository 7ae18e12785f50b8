import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0002_initial'),
        ('core', '0002_images'),
        ('exhibitors', '0001_initial'),
        ('expo', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='expo.editionpage', verbose_name='edition'),
        ),
        migrations.AddField(
            model_name='boothpage',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='enquiries', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='enquiryanswer',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='enquiryanswer',
            name='enquiry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='exhibitors.enquiry'),
        ),
        migrations.AddField(
            model_name='exhibitor',
            name='collection',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.collection'),
        ),
        migrations.AddField(
            model_name='exhibitor',
            name='logo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='logo'),
        ),
        migrations.AddField(
            model_name='enquiryanswer',
            name='exhibitor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='enquiry_answers', to='exhibitors.exhibitor'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='firms',
            field=models.ManyToManyField(related_name='enquiries', to='exhibitors.exhibitor'),
        ),
        migrations.AddField(
            model_name='application',
            name='exhibitor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to='exhibitors.exhibitor', verbose_name='exhibitor'),
        ),
        migrations.AddField(
            model_name='featuredgood',
            name='page',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='featured', to='exhibitors.boothpage'),
        ),
        migrations.AddField(
            model_name='featuredgood',
            name='product',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='featured_at', to='catalog.product', verbose_name='goods'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='accepted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='exhibitor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='exhibitors.exhibitor'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membership',
            name='exhibitor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='exhibitors.exhibitor'),
        ),
        migrations.AddField(
            model_name='membership',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='application',
            name='package',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='exhibitors.package', verbose_name='package'),
        ),
        migrations.AddField(
            model_name='participation',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='expo.editionpage', verbose_name='edition'),
        ),
        migrations.AddField(
            model_name='participation',
            name='exhibitor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='exhibitors.exhibitor', verbose_name='exhibitor'),
        ),
        migrations.AddField(
            model_name='participation',
            name='package',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='exhibitors.package', verbose_name='package'),
        ),
        migrations.AddField(
            model_name='boothpage',
            name='participation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='booths', to='exhibitors.participation', verbose_name='participation'),
        ),
        migrations.AddField(
            model_name='standallocation',
            name='participation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allocations', to='exhibitors.participation'),
        ),
        migrations.AddField(
            model_name='standallocation',
            name='stand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allocations', to='expo.stand'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(fields=['closed_at', '-asked_at'], name='exhibitors__closed__1c4d99_idx'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'exhibitor'), name='one_membership_each'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'returned'])), fields=('applicant', 'edition'), name='one_open_application_each'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'returned'])), fields=('exhibitor', 'edition'), name='one_open_application_of_an_exhibitor'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('exhibitor', 'edition'), name='one_participation_each'),
        ),
        migrations.AddConstraint(
            model_name='standallocation',
            constraint=models.UniqueConstraint(fields=('participation', 'stand'), name='one_allocation_per_stand'),
        ),
    ]
