// Package behind makes clients behind interfaces, as services do whose parts are put together at the start.
package behind

import (
	"crypto/tls"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

type store interface {
	read(name string) ([]byte, error)
}

// The only one that reads.
type remote struct{ base string }

func (r *remote) read(name string) ([]byte, error) {
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS13}}} // want "a new http.Transport per request, never closed"
	resp, err := client.Get(r.base + name)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(io.LimitReader(resp.Body, 1<<20))
}

type mockStore struct{}

func (mockStore) read(string) ([]byte, error) { return nil, nil }

type prober interface {
	probe(address string) error
}

type direct struct{}

func (direct) probe(address string) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 2}} // want "a new http.Transport per request, never closed"
	resp, err := client.Get(address)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type silent struct{}

func (silent) probe(string) error { return nil }

type handlers struct {
	store  store
	prober prober
}

func (h *handlers) show(c *gin.Context) {
	text, err := h.store.read(c.Param("name"))
	if err != nil || h.prober.probe(c.Query("address")) != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.Data(http.StatusOK, "text/plain", text)
}

func routes(engine *gin.Engine) {
	h := &handlers{store: &remote{base: "https://example.com/"}, prober: direct{}}
	engine.GET("/:name", h.show)
}
