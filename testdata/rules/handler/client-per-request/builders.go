// does-not-compile: the packages it imports are not here
package builders

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
)

type mirror struct {
	base   string
	client *resty.Client
}

func newClient(agent string) *resty.Client {
	return resty.New().
		SetHeader("user-agent", agent).
		SetTimeout(10 * time.Second)
}

func newTraced(agent string) *resty.Client {
	client := newClient(agent)
	client.SetDebug(true)
	return client.SetRetryCount(3)
}

func register(r *gin.Engine) {
	m := &mirror{base: "https://example.com", client: newClient("mirror")}
	r.GET("/latest", m.latest)
	r.GET("/named", m.named)
	r.GET("/traced", m.traced)
	r.GET("/shared", m.cleanShared)
	r.PUT("/base", m.cleanChanged)
}

func (m *mirror) latest(c *gin.Context) {
	resp, err := resty.New().SetBaseURL(m.base).R().Get("/latest") // want "a new HTTP client per request"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.String(http.StatusOK, resp.String())
}

func (m *mirror) named(c *gin.Context) {
	client := newClient(c.Request.UserAgent()) // want "a new HTTP client \\(`newClient` makes it\\) per request"
	client.SetBaseURL(m.base)
	resp, err := client.R().Get("/" + c.Query("name"))
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.String(http.StatusOK, resp.String())
}

func (m *mirror) traced(c *gin.Context) {
	resp, err := newTraced("traced").R().Get(m.base) // want "a new HTTP client \\(`newTraced` makes it\\) per request"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.String(http.StatusOK, resp.String())
}

func (m *mirror) cleanShared(c *gin.Context) {
	resp, err := m.client.R().Get(m.base)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.String(http.StatusOK, resp.String())
}

// Who sets up a mirror has its client for as long.
func (m *mirror) cleanChanged(c *gin.Context) {
	other := &mirror{base: c.Query("base")}
	other.client = newClient("mirror").SetRetryCount(1)
	mirrors <- other
	c.Status(http.StatusNoContent)
}

var mirrors = make(chan *mirror, 8)
