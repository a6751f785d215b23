// Package contexts sends requests that have a context, of which not all end.
package contexts

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func size(c *gin.Context) {
	n, err := measure(c.Query("url"))
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.JSON(http.StatusOK, n)
}

func measure(url string) (int64, error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req) // want "`http.DefaultClient.Do` waits for ever"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

func balance(c *gin.Context) {
	ctx := context.TODO()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://bank.example", nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	client := &http.Client{} // want "a client made here waits for ever"
	resp, err := client.Do(req)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	c.Status(resp.StatusCode)
}

func cleanOfRequest(c *gin.Context) {
	req, err := http.NewRequestWithContext(c.Request.Context(), http.MethodGet, "https://bank.example", nil)
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

func cleanEnds(c *gin.Context) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://bank.example", nil)
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

func cleanSetLater(c *gin.Context) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://bank.example", nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	resp, err := http.DefaultClient.Do(req.WithContext(c.Request.Context()))
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	c.Status(resp.StatusCode)
}

func routes(router *gin.Engine) {
	router.GET("/size", size)
	router.GET("/balance", balance)
	router.GET("/request", cleanOfRequest)
	router.GET("/ends", cleanEnds)
	router.GET("/later", cleanSetLater)
}
