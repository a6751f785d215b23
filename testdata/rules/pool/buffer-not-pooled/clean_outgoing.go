// Package outgoing fills bodies that an HTTP client sends. The transport may
// still read them after Do has returned, so they must not go back to a pool.
package outgoing

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"

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
