// Package branches gives clients a transport in some branches.
package branches

import (
	"crypto/tls"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

var db *gorm.DB

type order struct{ ID string }

func logged(c *gin.Context) {
	var found order
	db.WithContext(c).First(&found, "id = ?", c.Param("id"))
	req, err := http.NewRequest(http.MethodGet, "https://prices.example/"+found.ID, nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	resp, err := http.DefaultClient.Do(req) // want "`http.DefaultClient.Do` waits for ever"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

func cleanGiven(c *gin.Context) {
	req, err := http.NewRequest(http.MethodGet, "https://prices.example", nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	resp, err := http.DefaultClient.Do(req.WithContext(c.Request.Context()))
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

func relay(c *gin.Context) {
	req, err := http.NewRequest(http.MethodGet, "https://prices.example", nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	client := &http.Client{} // want "a client made here waits for ever"
	if c.Query("insecure") == "true" {
		client.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}
	}
	resp, err := client.Do(req)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

var fast, slow http.RoundTripper

func cleanEither(c *gin.Context) {
	client := &http.Client{}
	if c.Query("slow") == "" {
		client.Transport = fast
	} else {
		client.Transport = slow
	}
	resp, err := client.Get("https://prices.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

func cleanElsewhere(c *gin.Context) {
	client := &http.Client{}
	use := func(transport http.RoundTripper) { client.Transport = transport }
	use(fast)
	resp, err := client.Get("https://prices.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

func cleanOther(c *gin.Context) {
	if c.Query("slow") != "" {
		client := &http.Client{}
		client.Transport = slow
		resp, err := client.Get("https://prices.example")
		if err == nil {
			resp.Body.Close()
		}
	}
	c.Status(http.StatusNoContent)
}
