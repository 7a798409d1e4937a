// Work that is captured once and launched many times.
#pragma once

#include "kernels/check.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

class Graph {
public:
    Graph() = default;
    Graph(const Graph&) = delete;
    Graph& operator=(const Graph&) = delete;
    ~Graph() { drop(); }

    /// What `issue` puts on the stream, instead of what was captured before; nothing of it runs yet.
    template <class Issue>
    void capture(const Stream& stream, const Issue& issue) {
        drop();
        const Capture capture(stream);
        issue();
        cudaGraph_t captured = capture.end();
        const cudaError_t status = cudaGraphInstantiate(&graph_, captured, 0);
        cudaGraphDestroy(captured);
        check(status, "preparing rounds");
    }

    void launch(const Stream& stream) const { check(cudaGraphLaunch(graph_, stream.get()), "starting rounds"); }

private:
    /// Ends the capture where it fails midway, too: else the stream could not be used again.
    class Capture {
    public:
        explicit Capture(const Stream& stream) : stream_(stream) {
            check(cudaStreamBeginCapture(stream.get(), cudaStreamCaptureModeThreadLocal), "capturing rounds");
        }
        Capture(const Capture&) = delete;
        Capture& operator=(const Capture&) = delete;
        ~Capture() {
            if (!ended_) {
                cudaGraph_t dropped = nullptr;
                if (cudaStreamEndCapture(stream_.get(), &dropped) == cudaSuccess && dropped != nullptr) {
                    cudaGraphDestroy(dropped);
                }
                static_cast<void>(cudaGetLastError());
            }
        }

        [[nodiscard]] cudaGraph_t end() const {
            cudaGraph_t captured = nullptr;
            ended_ = true;
            check(cudaStreamEndCapture(stream_.get(), &captured), "capturing rounds");
            return captured;
        }

    private:
        const Stream& stream_;
        mutable bool ended_ = false;
    };

    void drop() {
        if (graph_ != nullptr) {
            cudaGraphExecDestroy(graph_);
            graph_ = nullptr;
        }
    }

    cudaGraphExec_t graph_ = nullptr;
};

}  // namespace rfmeans::cuda
