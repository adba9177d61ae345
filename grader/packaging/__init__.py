"""What a platform runs: an archive with the grader, the exercises of a course, and the few files that start it.

* `build`: a request, and the archive that answers it; `layout`: what a platform wants an archive to look like
* `definitions`: the course, its exercises and hidden checks, without anything of a solution
* `runtime`: the grader's wheel (`wheel`), the versions of what it needs (`pins`), their wheels (`vendor`)
* `proof`: each stub gets its verdict and no points, submissions are kept in; asked when a package is made and, by
  `python -m grader.packaging FOLDER`, where it is built into an image
* `archive`: the same files, the same bytes
* `files/`: what lies in packages as it is: shell, and Python that runs before anything is installed
* `platforms/`: one file a platform
"""
