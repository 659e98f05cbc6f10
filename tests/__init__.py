"""Tests that read like the codebook."""
