"""What happens in a street, read from stories.toml."""

import tomllib
from pathlib import Path
from typing import NamedTuple


class Story(NamedTuple):
    category: str
    title: str
    text: str
    place: str
    result: str
    before: str = ""
    after: str = ""
    no_photo: str = ""  # why there is none afterwards
    urgency: str = "normal"
    source: str = "patrol"
    department: str = ""


STORIES = [Story(**entry) for entry in tomllib.loads(Path(__file__).with_name("stories.toml").read_text())["story"]]
