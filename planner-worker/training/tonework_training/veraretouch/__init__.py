"""The architecture of VeraRetouch (arXiv 2604.27375), written so that a download of its weights loads by name.

Attribute names are those of the published checkpoint, since they are its keys; everything is in inference form. The
weights themselves are for academic research only and are never part of this project.
"""
