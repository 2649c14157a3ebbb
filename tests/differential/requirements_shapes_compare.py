"""Compares the reading of requirement files with pip's own reader, on files as tools and teams leave them."""

import requirements_frame

requirements_frame.compare("requirements_shapes_questions")
