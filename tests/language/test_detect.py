from __future__ import annotations

import pytest

from monitor.language.detect import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two governments agreed to hold the summit in May.", "en"),
        ("Правительства договорились провести встречу на высшем уровне в мае.", "ru"),
        ("Уряди домовилися провести зустріч на найвищому рівні у травні.", "uk"),
        ("Die beiden Regierungen einigten sich auf ein Gipfeltreffen im Mai.", "de"),
        ("Les deux gouvernements ont convenu de tenir le sommet en mai.", "fr"),
        ("", "und"),
        ("12:30 – 14.05.2031", "und"),
    ],
)
def test_detect_language(text: str, language: str) -> None:
    assert detect_language(text) == language
