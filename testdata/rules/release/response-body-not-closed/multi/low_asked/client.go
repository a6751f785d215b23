// Package asked asks a service how it is.
package asked

import "net/http"

type Client struct {
	HTTP *http.Client
	Base string
}

func (c *Client) Health() (*http.Response, error) { return c.HTTP.Get(c.Base + "/health") }
