// does-not-compile: the packages it imports are not here
// Package federation asks other servers by a client that returns net/http's responses.
package federation

import (
	"context"
	"errors"
	"net/http"

	"github.com/matrix-org/gomatrixserverlib/fclient"
)

func session(ctx context.Context, client *fclient.Client, server string) error {
	request, err := http.NewRequest(http.MethodPost, server+"/session", nil)
	if err != nil {
		return err
	}
	resp, err := client.DoHTTPRequest(ctx, request) // want "the response body in `resp` is never closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New("no session")
	}
	return nil
}

func cleanSession(ctx context.Context, client *fclient.Client, server string) error {
	request, err := http.NewRequest(http.MethodPost, server+"/session", nil)
	if err != nil {
		return err
	}
	resp, err := client.DoHTTPRequest(ctx, request)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New("no session")
	}
	return nil
}
