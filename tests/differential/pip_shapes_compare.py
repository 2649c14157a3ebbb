"""Compares the resolver with real pip 25.1 on universes that are laid out in shapes of real projects."""

import pip_frame

pip_frame.compare("pip_shapes_questions")
