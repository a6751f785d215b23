// Package kept keeps clients in fields that are set later, or handed to constructors.
package kept

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

type login struct {
	Client *http.Client
	base   string
}

func (l *login) Login(code string) error {
	l.Client = &http.Client{}
	return l.ask(code)
}

func (l *login) ask(code string) error {
	req, err := http.NewRequest(http.MethodGet, l.base+code, nil)
	if err != nil {
		return err
	}
	resp, err := l.Client.Do(req) // want "`l.Client.Do` waits for ever"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type host struct {
	httpClient *http.Client
	base       string
}

func newHost(httpClient *http.Client, base string) *host {
	if httpClient == nil {
		httpClient = http.DefaultClient
	}
	return &host{httpClient: httpClient, base: base}
}

func (h *host) request(method string, body []byte) (*http.Request, error) {
	return http.NewRequest(method, h.base, bytes.NewReader(body))
}

func (h *host) send(body []byte) error {
	req, err := h.request(http.MethodPost, body)
	if err != nil {
		return err
	}
	resp, err := h.httpClient.Do(req) // want "`h.httpClient.Do` waits for ever"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func fetch(client *http.Client, url string) ([]byte, error) {
	resp, err := client.Get(url) // want "`client.Get` waits for ever"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A client that somebody gives bounds.
type bounded struct{ client *http.Client }

func newBounded() *bounded {
	b := &bounded{}
	b.client = &http.Client{}
	b.client.Timeout = time.Second
	return b
}

func (b *bounded) clean_ask(url string) error {
	resp, err := b.client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func clean_fetch(client *http.Client, url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func limit(client *http.Client) { client.Timeout = time.Second }

type limited struct{ client *http.Client }

func newLimited() *limited {
	client := &http.Client{}
	limit(client)
	return &limited{client: client}
}

func (l *limited) clean_ask(url string) error {
	resp, err := l.client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func serve(r *gin.Engine) {
	h := newHost(nil, "https://host")
	other := newHost(http.DefaultClient, "https://other")
	b, small := newBounded(), newLimited()
	r.POST("/login", func(c *gin.Context) {
		l := &login{base: "https://id"}
		if err := l.Login(c.Query("code")); err != nil {
			c.Status(http.StatusBadGateway)
		}
	})
	r.POST("/send", func(c *gin.Context) {
		_ = h.send(nil)
		_ = other.send(nil)
		_, _ = fetch(http.DefaultClient, "https://metrics")
		_ = b.clean_ask("https://bounded")
		_ = small.clean_ask("https://limited")
		_ = clean_fetch(http.DefaultClient, "https://a")
		_ = clean_fetch(&http.Client{Timeout: time.Second}, "https://b")
	})
}

// A field whose address is taken, and a default client that is given bounds.
type pointed struct{ client *http.Client }

func replace(client **http.Client) { *client = &http.Client{Timeout: time.Second} }

func newPointed() *pointed {
	p := &pointed{client: http.DefaultClient}
	replace(&p.client)
	return p
}

func (p *pointed) ServeHTTP(w http.ResponseWriter, r *http.Request) { _ = p.clean_ask("https://pointed") }

func (p *pointed) clean_ask(url string) error {
	resp, err := p.client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
