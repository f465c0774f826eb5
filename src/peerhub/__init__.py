"""The core of the Peer Support Hub: a directory and articles become a site, with no theme and no clock inside."""
