"""Returns a list that contains itself.

Expected: too-fast, wrong-result, leaked-task
Payload: useless
"""

async def main():
    result = []
    result.append(result)
    return result
