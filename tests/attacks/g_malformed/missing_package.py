"""Imports what is not there.

Expected: import-error
Payload: useless
"""

import a_package_that_nobody_has


async def main():
    return a_package_that_nobody_has.answer()
