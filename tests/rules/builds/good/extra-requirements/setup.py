from setuptools import setup
setup(name="shop", version="1", install_requires=["flask", "requests"])
