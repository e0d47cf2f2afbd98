from __future__ import annotations

from monitor.model.deliveries import Notification, ServiceAddress
from monitor.wiring.channels import channel_problem, rendered


def test_an_address_that_no_service_knows_is_a_problem() -> None:
    assert channel_problem(ServiceAddress(url="nosuch://x")) is not None
    assert channel_problem(ServiceAddress(url="json://127.0.0.1/hook")) is None


def test_what_a_channel_would_get_can_be_read() -> None:
    told = Notification(title="A title", body="A body", brief="", html="", document={}, key="1")
    assert rendered(ServiceAddress(url="ntfy://desk"), told) == "A title\n\nA body"
