"""The image's trial: started in the shape of compose.yaml, does it sell and declare an order?

python -m tests.image IMAGE      (root, buildah, nginx; TEST_POSTGRES_URL, TEST_REDIS_URL and
                                  TEST_ELASTICSEARCH_URL; ends with 1 where it does not)
"""
