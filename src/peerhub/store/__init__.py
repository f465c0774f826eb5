"""What is kept between builds: results by the content they were made from, and notes on the site before."""
