// Package lent makes clients that a context carries to whom they are for.
package lent

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
)

type key struct{}

func ask(c *gin.Context) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 1}} // want "a new http.Transport per request"
	ctx := context.WithValue(c.Request.Context(), key{}, client)
	resp, err := exchange(ctx)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.String(http.StatusOK, resp)
}

func exchange(ctx context.Context) (string, error) {
	client, _ := ctx.Value(key{}).(*http.Client)
	resp, err := client.Get("https://example.com/")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}
