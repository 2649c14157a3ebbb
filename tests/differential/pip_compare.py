"""Compares the resolver with real pip 25.1 on random universes of wheels."""

import pip_frame

pip_frame.compare("pip_questions")
