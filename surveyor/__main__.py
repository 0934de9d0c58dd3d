"""`python -m surveyor`."""

from surveyor.cli import main

main()
