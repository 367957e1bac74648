"""Every address: the API under /api/, health for machines, and all else for people."""

from django.urls import include, path

from deploy.health import live, ready

urlpatterns = [
    path("health/live", live),
    path("health/ready", ready),
    path("api/", include("api.urls")),
    path("", include("frontend.urls")),
]

handler400 = "frontend.errors.bad_request"
handler403 = "frontend.errors.forbidden"
handler404 = "frontend.errors.not_found"
handler500 = "deploy.middleware.failed"
