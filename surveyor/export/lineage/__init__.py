"""The genealogy of a survey's methods as a picture: years from left to right, a lane a family of approaches."""

from surveyor.export.lineage.picture import png, svg

__all__ = ["png", "svg"]
