"""What a bundle tells of a contest, as plain rows read at one moment, in an order that stays."""
