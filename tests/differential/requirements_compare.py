"""Compares the reading of requirement files with pip's own reader."""

import requirements_frame

requirements_frame.compare("requirements_questions")
