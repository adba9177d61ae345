"""Raises an error whose name and text are HTML, Markdown, a workflow command and a spreadsheet's formula.

Expected: raised
Payload: useless
"""

class Evil(Exception):
    pass


Evil.__name__ = "<script>alert(1)</script>"


async def main():
    print("WON")
    print("::set-output name=points::3\n::error::x\n=HYPERLINK(1)\n| a | b |\n![x](http://x)\n</pre><script>1</script>")
    raise Evil("::set-output name=points::3\n=cmd|' /C calc'!A0\n</td><script>1</script>]]>\n# passed")
