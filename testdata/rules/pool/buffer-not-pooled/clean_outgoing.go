// Package outgoing fills bodies that an HTTP client sends. The transport may
// still read them after Do has returned, so they must not go back to a pool.
package outgoing

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

func notify(c *gin.Context) {
	var body bytes.Buffer
	if err := json.NewEncoder(&body).Encode(gin.H{"order": c.Param("id")}); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	req, err := http.NewRequestWithContext(c.Request.Context(), http.MethodPost, "http://hooks/orders", &body)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	c.Status(resp.StatusCode)
}

func forwardForm(w http.ResponseWriter, r *http.Request) {
	body := &bytes.Buffer{}
	form := multipart.NewWriter(body)
	_ = form.WriteField("name", r.FormValue("name"))
	_ = form.Close()
	resp, err := http.Post("http://forms/", form.FormDataContentType(), body) // want client-without-timeout:"http.Post"
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func routes(engine *gin.Engine) {
	engine.POST("/orders/:id/notify", notify)
	http.HandleFunc("/forward", forwardForm)
}

type nodes struct{ base string }

// Whoever gets the body sends it.
func (n *nodes) call(path string, body io.ReadCloser) (*http.Response, error) {
	where, err := url.Parse(n.base + path)
	if err != nil {
		return nil, err
	}
	return http.DefaultTransport.RoundTrip(&http.Request{Method: http.MethodPut, URL: where, Body: body})
}

func (n *nodes) create(w http.ResponseWriter, r *http.Request) {
	body := &bytes.Buffer{}
	_ = json.NewEncoder(body).Encode(r.URL.Path)
	resp, err := n.call("/servers", io.NopCloser(body))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

// It lasts as long as the connection.
func tunnel(w http.ResponseWriter, r *http.Request) {
	conn, err := net.Dial("tcp", "backend:25")
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer conn.Close()
	both := bufio.NewReadWriter(bufio.NewReader(conn), bufio.NewWriter(conn))
	_, _ = both.WriteString("hello\n")
	_ = both.Flush()
}

func more(n *nodes) {
	http.HandleFunc("/create", n.create)
	http.HandleFunc("/tunnel", tunnel)
}

type answer struct{ content []byte }

type response struct{ message *answer }

func respond(message *answer) *response { return &response{message: message} }

// The bytes go to whoever writes the response.
func exported(r *http.Request) (*response, error) {
	var lines bytes.Buffer
	if err := json.NewEncoder(&lines).Encode(r.URL.Query()); err != nil {
		return nil, err
	}
	return respond(&answer{content: lines.Bytes()}), nil
}

func export(w http.ResponseWriter, r *http.Request) {
	if found, err := exported(r); err == nil {
		_, _ = w.Write(found.message.content)
	}
}
