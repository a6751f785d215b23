// Package others has clients that other modules make or have.
package others

import (
	"context"
	"net/http"
	"time"

	"github.com/valyala/fasthttp"
	"golang.org/x/oauth2"
)

var conf = &oauth2.Config{ClientID: "shop"}

func profile(w http.ResponseWriter, r *http.Request) {
	token, err := conf.Exchange(r.Context(), r.FormValue("code"))
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	client := conf.Client(r.Context(), token)
	resp, err := client.Get("https://login/profile") // want "`client.Get` waits for ever if the other side does not answer"
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func photo(w http.ResponseWriter, r *http.Request) {
	token := &oauth2.Token{AccessToken: r.FormValue("token")}
	resp, err := conf.Client(r.Context(), token).Get("https://login/photo") // want "waits for ever"
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

func cleanLimited(w http.ResponseWriter, r *http.Request) {
	client := conf.Client(r.Context(), nil)
	client.Timeout = 5 * time.Second
	resp, err := client.Get("https://login/profile")
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

func cleanWithRequest(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "https://login/profile", nil)
	if err != nil {
		return
	}
	resp, err := conf.Client(r.Context(), nil).Do(req)
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

func cleanHandedOn(w http.ResponseWriter, r *http.Request) {
	fetch(conf.Client(r.Context(), nil))
}

func fetch(client *http.Client) { client.Timeout = time.Second }

func fast(w http.ResponseWriter, r *http.Request) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.SetRequestURI(r.FormValue("url"))
	if err := fasthttp.Do(req, resp); err != nil { // want "`fasthttp.Do` waits for ever"
		w.WriteHeader(http.StatusBadGateway)
	}
}

func cleanFast(w http.ResponseWriter, r *http.Request) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.SetRequestURI(r.FormValue("url"))
	if err := fasthttp.DoTimeout(req, resp, time.Second); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
	req.SetTimeout(time.Second)
	if err := fasthttp.Do(req, resp); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func cleanAtStart() *http.Client { return conf.Client(context.Background(), nil) }
