"""K-Means of each peer behind one call: given starting centroids, given points, a number of rounds, a tolerance.

Each peer is imported only where it is asked for: scikit-learn-intelex and FAISS bring thread pools of their own.
"""
import importlib.metadata
import os

import numpy


class ScikitLearn:
    package = "scikit-learn"

    def __init__(self, threads):
        from sklearn.cluster import KMeans

        self.kmeans = KMeans  # its threads: OMP_NUM_THREADS

    def fit(self, points, starts, rounds, tolerance):
        """Centroids, the number of rounds done, and the peer's own inertia."""
        model = self.kmeans(
            n_clusters=len(starts), init=starts, n_init=1, max_iter=rounds, tol=tolerance, algorithm="lloyd"
        ).fit(points)
        return model.cluster_centers_, int(model.n_iter_), float(model.inertia_)

    def rounds_from_seed(self, points, k, seed, tolerance):
        """The number of rounds of a fit from greedy k-means++ of the peer's own."""
        model = self.kmeans(n_clusters=k, n_init=1, random_state=seed, tol=tolerance, algorithm="lloyd").fit(points)
        return int(model.n_iter_)

    def kmeanspp(self, points, k, seed):
        from sklearn.cluster import kmeans_plusplus

        return kmeans_plusplus(points, k, random_state=seed)[0]


class Intelex(ScikitLearn):
    package = "scikit-learn-intelex"

    def __init__(self, threads):
        import daal4py
        from sklearnex.cluster import KMeans

        daal4py.daalinit(threads)
        self.kmeans = KMeans


class Faiss:
    package = "faiss-cpu"

    def __init__(self, threads):
        import faiss

        faiss.omp_set_num_threads(threads)
        self.faiss = faiss

    def fit(self, points, starts, rounds, tolerance):
        """FAISS has no tolerance: it always does all rounds."""
        k, dims = starts.shape
        model = self.faiss.Kmeans(
            dims, k, niter=rounds, nredo=1, max_points_per_centroid=len(points), min_points_per_centroid=1
        )
        model.train(points, init_centroids=starts)
        return model.centroids, rounds, float(model.obj[-1])


PEERS = {"sklearn": ScikitLearn, "intelex": Intelex, "faiss": Faiss}


def open_peer(name):
    """The peer, on as many threads as OMP_NUM_THREADS says (it must be set before Python starts)."""
    return PEERS[name](int(os.environ["OMP_NUM_THREADS"]))


def version_of(name):
    return importlib.metadata.version(PEERS[name].package)


def as_starts(rows):
    return numpy.asarray(rows, dtype=numpy.float32)
