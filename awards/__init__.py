"""Prizes, their allocation, what follows from an award, and exports."""
