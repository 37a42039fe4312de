// WordPress: a must-use plugin that announces, and keeps WordPress' own endpoints quiet.
import type { Recipe } from '@trackwarden/contracts';
import { linkElements, rdfBlock, type Announced } from './announced.js';

export const wordpress = (addresses: Announced): Recipe => ({
  id: 'wordpress',
  name: 'WordPress',
  file: 'wp-content/mu-plugins/trackwarden.php',
  language: 'php',
  code: code(addresses),
  note: 'Works as soon as the file is there, on single posts and pages. WordPress’ own TrackBack and Pingback close; switch a Webmention plugin off, because its address would come first.',
});

/*
 * Headers go out on template_redirect, as WordPress' own Link headers do: before WordPress 6.1
 * wp_headers runs before it is known which page was asked for.
 */
const code = (addresses: Announced): string => `<?php
/**
 * Plugin Name: Trackwarden
 * Description: Announces where this site takes TrackBack, Pingback and Webmention.
 */

defined( 'ABSPATH' ) || exit;

function trackwarden_trackback_url() {
	return '${addresses.trackbackPrefix}' . rawurlencode( get_permalink( get_queried_object_id() ) );
}

add_action( 'template_redirect', function () {
	if ( ! is_singular() || headers_sent() ) {
		return;
	}
	header( 'Link: <${addresses.webmention}>; rel="webmention"', false );
	header( 'Link: <' . trackwarden_trackback_url() . '>; rel="trackback"', false );
	header( 'X-Pingback: ${addresses.pingback}' );
}, 11 );

add_action( 'wp_head', function () {
	if ( ! is_singular() ) {
		return;
	}
	$page      = get_permalink( get_queried_object_id() );
	$title     = wp_strip_all_tags( get_the_title( get_queried_object_id() ) );
	$title     = str_replace( '--', '&#45;&#45;', esc_attr( $title ) );
	$trackback = trackwarden_trackback_url();
	?>
${linkElements(addresses, ESCAPED_TRACKBACK)}
${rdfBlock({ page: '<?php echo esc_url( $page ); ?>', title: '<?php echo $title; ?>', trackback: ESCAPED_TRACKBACK })}
	<?php
} );

// WordPress' own endpoints are neither announced nor open.
add_filter( 'pings_open', '__return_false', 20 );
remove_action( 'wp_head', 'rsd_link' );

// Themes that announce by themselves name the right address.
add_filter( 'bloginfo_url', function ( $url, $show ) {
	return 'pingback_url' === $show ? '${addresses.pingback}' : $url;
}, 10, 2 );
add_filter( 'trackback_url', function () {
	return '${addresses.trackbackPrefix}' . rawurlencode( get_permalink() );
} );
`;

const ESCAPED_TRACKBACK = '<?php echo esc_url( $trackback ); ?>';
