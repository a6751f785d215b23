// Package frameworks calls other services from handlers.
package frameworks

import (
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

var upstream = &http.Client{Timeout: 5 * time.Second}

func ginProxy(c *gin.Context) {
	resp, err := upstream.Get("http://users/" + c.Param("id"))
	if err != nil {
		c.AbortWithStatus(http.StatusBadGateway)
		return
	}
	if resp.StatusCode != http.StatusOK {
		c.JSON(resp.StatusCode, gin.H{"error": resp.Status})
		return
	}
	defer resp.Body.Close() // want late-defer:"resp"
	c.DataFromReader(http.StatusOK, resp.ContentLength, "application/json", resp.Body, nil)
}

func ginStreams(c *gin.Context) {
	resp, err := upstream.Get("http://files/" + c.Param("name")) // want "response body"
	if err != nil {
		_ = c.AbortWithError(http.StatusBadGateway, err)
		return
	}
	c.DataFromReader(resp.StatusCode, resp.ContentLength, resp.Header.Get("Content-Type"), resp.Body, nil)
}

func ginAuth(client *http.Client) gin.HandlerFunc {
	return func(c *gin.Context) {
		req, _ := http.NewRequestWithContext(c.Request.Context(), http.MethodGet, "http://auth/check", nil)
		resp, err := client.Do(req) // want "response body"
		if err != nil || resp.StatusCode != http.StatusOK {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		resp.Body.Close()
		c.Next()
	}
}

func echoFetches(c echo.Context) error {
	resp, err := upstream.Get("http://prices") // want "response body"
	if err != nil {
		return err
	}
	var prices map[string]int
	if err := json.NewDecoder(resp.Body).Decode(&prices); err != nil {
		return echo.NewHTTPError(http.StatusBadGateway, err.Error())
	}
	_ = resp.Body.Close()
	return c.JSON(http.StatusOK, prices)
}

func fiberReads(c *fiber.Ctx) error {
	resp, err := upstream.Get("http://news") // want "response body"
	if err != nil {
		return fiber.ErrBadGateway
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return c.Send(text)
}

func plainHandler(w http.ResponseWriter, r *http.Request) {
	resp, err := http.DefaultTransport.RoundTrip(r) // want "response body"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

// The body of the request that a server got is the server's to close.
func cleanServerRequest(c *gin.Context) {
	text, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.Data(http.StatusOK, "text/plain", text)
}

// The client's connection takes the body over and closes it when it is sent.
func cleanFiberStream(c *fiber.Ctx) error {
	resp, err := upstream.Get("http://files/big")
	if err != nil {
		return err
	}
	return c.SendStream(resp.Body)
}

func cleanGinStream(c *gin.Context) {
	resp, err := upstream.Get("http://files/big")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	defer func() { _ = resp.Body.Close() }()
	c.DataFromReader(resp.StatusCode, resp.ContentLength, "video/mp4", resp.Body, nil)
}
