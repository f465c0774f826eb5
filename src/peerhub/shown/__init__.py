"""What every output says of a listing: when it meets, how fresh it is, whether it may be shown, its card."""
