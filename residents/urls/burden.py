from django.urls import path

from residents.views import burden

app_name = "burden"
urlpatterns = [path("", burden.year, name="year")]
