// Package held keeps clients in fields.
package held

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

type weather struct{ client *http.Client }

func newWeather() *weather { return &weather{client: &http.Client{}} }

func (w *weather) show(c *gin.Context) {
	resp, err := w.client.Get("https://weather.example") // want "`w.client.Get` waits for ever"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

type news struct{ client *http.Client }

func newNews() *news { return &news{client: http.DefaultClient} }

func (n *news) show(c *gin.Context) {
	req, err := http.NewRequest(http.MethodGet, "https://news.example", nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	resp, err := n.client.Do(req) // want "`n.client.Do` waits for ever"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

type patient struct{ client *http.Client }

func newPatient() *patient { return &patient{client: &http.Client{Timeout: time.Second}} }

func (p *patient) cleanShow(c *gin.Context) {
	resp, err := p.client.Get("https://weather.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

type given struct{ client *http.Client }

func newGiven(client *http.Client) *given { return &given{client: client} }

func (g *given) cleanShow(c *gin.Context) {
	resp, err := g.client.Get("https://weather.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

type later struct{ client *http.Client }

func newLater() *later {
	l := &later{client: &http.Client{}}
	l.client.Timeout = time.Second
	return l
}

func (l *later) cleanShow(c *gin.Context) {
	resp, err := l.client.Get("https://weather.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

func routes(router *gin.Engine, client *http.Client) {
	router.GET("/weather", newWeather().show)
	router.GET("/news", newNews().show)
	router.GET("/patient", newPatient().cleanShow)
	router.GET("/given", newGiven(client).cleanShow)
	router.GET("/later", newLater().cleanShow)
}
