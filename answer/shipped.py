"""Where the weights that come with the project lie."""

from pathlib import Path

WEIGHTS_DIR = Path(__file__).parent / "weights"
MATCHER_FILE = "matcher.safetensors"
READER_FILE = "reader.safetensors"
CALIBRATION = WEIGHTS_DIR / "calibration.json"
