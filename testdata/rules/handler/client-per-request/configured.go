// Package configured has a helper give clients their transports.
package configured

import (
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"
)

func useProxy(client *http.Client, proxy *url.URL) {
	if proxy == nil {
		return
	}
	client.Transport = &http.Transport{Proxy: http.ProxyURL(proxy)} // want "a new http.Transport per request"
}

func login(c *gin.Context) {
	client := http.Client{Timeout: time.Second}
	useProxy(&client, proxyOf(c))
	resp, err := client.Get("https://login.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

func proxyOf(c *gin.Context) *url.URL {
	proxy, err := url.Parse(c.Query("proxy"))
	if err != nil {
		return nil
	}
	return proxy
}

func cleanUseProxy(client *http.Client, proxy *url.URL) {
	client.Transport = &http.Transport{Proxy: http.ProxyURL(proxy)}
}

var shared = &http.Client{Timeout: time.Second}

func cleanConfigure(c *gin.Context) {
	cleanUseProxy(shared, proxyOf(c))
	c.Status(http.StatusNoContent)
}

func cleanUseOwn(client *http.Client, proxy *url.URL) {
	client.Transport = &http.Transport{Proxy: http.ProxyURL(proxy)}
}

func cleanOwn(c *gin.Context) {
	client := &http.Client{Timeout: time.Second}
	cleanUseOwn(client, proxyOf(c))
	defer client.CloseIdleConnections()
	resp, err := client.Get("https://login.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}
